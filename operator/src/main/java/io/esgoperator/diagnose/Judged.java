package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.StatusDocument.BadNode;
import io.esgoperator.api.v1alpha1.StatusDocument.EndEntry;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Family;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.Optional;

/**
 * What a round shows of one path in one family.
 *
 * @param family null where it is not known in which families the path exists
 * @param report empty where the path was not asked
 * @param judgement empty where the earlier verdict stands until the next round
 * @param rounds how the path fared in its last rounds, as {@link Steadiness#rounds}
 * @param doubt what speaks against the verdict; null where nothing does
 * @param ends the declared ones, where not all of them are open
 * @param nodes those from which the path is bad, where the gateway is on several
 */
public record Judged(
    DeclaredPath declared,
    Family family,
    Optional<PathReport> report,
    Optional<Judgement> judgement,
    String rounds,
    String doubt,
    List<EndEntry> ends,
    List<BadNode> nodes) {}

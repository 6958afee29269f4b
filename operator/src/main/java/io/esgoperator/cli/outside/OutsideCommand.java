package io.esgoperator.cli.outside;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.Inputs;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.Durations;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.protocol.Probers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * {@code probe --from-outside FILE ADDRESS...}: asks the inbound paths of an EsgInstance from the
 * machine on which it runs, that is from where mail arrives.
 *
 * @param probers speak the paths' protocols
 */
public record OutsideCommand(Console console, Function<ProbePlan.PlannedPath, Prober> probers) {

  private static final String NEEDED =
      "Both the instance and an address are needed: write probe --from-outside FILE ADDRESS..., or"
          + " name its addresses in spec.publicAddresses.";

  /** Accepts any certificate, as the probes in the cluster do: a gateway often has its own. */
  public static OutsideCommand on(Console console) {
    Probers probers = new Probers(null);
    return new OutsideCommand(
        console, path -> probers.forApplication(path.application(), path.inspection()));
  }

  /**
   * Probes and prints.
   *
   * @param words FILE, then the gateway's public addresses or names; without any, those of the file
   * @return the exit code: 0 when every path is open at every address, 1 when one is not, 2 when
   *     the words or the file are wrong
   */
  public int run(List<String> words) {
    try {
      OutsideTable table = new OutsideTable(probe(words));
      table.lines().forEach(console.out()::println);
      return table.isAllOpen() ? 0 : 1;
    } catch (BadInputException wrong) {
      console.err().println(wrong.getMessage());
      return Console.BAD_INPUT;
    }
  }

  private List<OutsideTable.Row> probe(List<String> words) throws BadInputException {
    if (words.isEmpty()) {
      throw new BadInputException(NEEDED);
    }
    EsgInstanceSpec spec = new Inputs(console.in(), "default").only(words.get(0));
    List<String> addresses =
        words.size() == 1 ? spec.publicAddresses() : words.subList(1, words.size());
    if (addresses.isEmpty()) {
      throw new BadInputException(NEEDED);
    }
    List<DeclaredPath> inbound =
        DeclaredPaths.of(spec).stream().filter(DeclaredPath::isInbound).toList();
    return new OutsideProbe(probers, Durations.parse(spec.probe().timeout()))
        .ask(inbound, addresses(addresses));
  }

  private static List<PublicAddress> addresses(List<String> words) throws BadInputException {
    List<PublicAddress> addresses = new ArrayList<>();
    for (String word : words) {
      addresses.addAll(PublicAddress.named(word));
    }
    return addresses.stream().distinct().toList();
  }
}

package io.esgoperator.cli.gateway;

import java.util.List;

/**
 * Peers of a path that are declared together.
 *
 * @param text as they are declared
 * @param parts in one family; empty where none has an address in it
 * @param isExact false where the real peers may be any of the parts
 */
public record PeerSet(String text, List<PeerPart> parts, boolean isExact) {}

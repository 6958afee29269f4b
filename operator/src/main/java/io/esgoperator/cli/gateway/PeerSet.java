package io.esgoperator.cli.gateway;

import java.util.List;
import java.util.OptionalInt;

/**
 * Peers of a path that are declared together.
 *
 * @param text as they are declared
 * @param parts in one family; empty where none has an address in it
 * @param isExact false where the real peers may be any of the parts
 * @param port of the pods behind a Service; empty where it is the path's own
 */
public record PeerSet(String text, List<PeerPart> parts, boolean isExact, OptionalInt port) {
  /** One at the path's own port. */
  PeerSet(String text, List<PeerPart> parts, boolean isExact) {
    this(text, parts, isExact, OptionalInt.empty());
  }
}

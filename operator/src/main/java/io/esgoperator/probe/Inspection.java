package io.esgoperator.probe;

import io.esgoperator.model.Trait;
import java.util.List;

/**
 * Whether and how a path is searched for tampering.
 *
 * @param on whether at all
 * @param traits what its peers are known to do
 * @param dead unused addresses, which must stay silent
 * @param burst peers that may be asked many questions at once; empty where that is not wanted
 * @param reflector a server that returns the client's address, asked even where the path is not
 *     searched
 */
public record Inspection(
    boolean on,
    List<Trait> traits,
    List<ProbePlan.Peer> dead,
    List<ProbePlan.Peer> burst,
    Reflector reflector) {

  public Inspection {
    traits = traits == null ? List.of() : traits.stream().distinct().sorted().toList();
    dead = dead == null ? List.of() : List.copyOf(dead);
    burst = burst == null ? List.of() : List.copyOf(burst);
    reflector = reflector == null ? Reflector.NONE : reflector;
  }

  /** Without a reflector. */
  public Inspection(
      boolean on, List<Trait> traits, List<ProbePlan.Peer> dead, List<ProbePlan.Peer> burst) {
    this(on, traits, dead, burst, Reflector.NONE);
  }

  /** Only proves the path. */
  public static Inspection off() {
    return new Inspection(false, List.of(), List.of(), List.of());
  }

  /** The same with a reflector. */
  public Inspection asking(Reflector named) {
    return new Inspection(on, traits, dead, burst, named);
  }

  /** Whether the absence of the trait shows tampering. */
  public boolean expects(Trait trait) {
    return on && traits.contains(trait);
  }

  /**
   * A server that returns the client's address.
   *
   * @param name of the DNS record that holds it, or of the page: its path and query
   * @param servers its addresses; empty where it is not asked
   */
  public record Reflector(String name, List<ProbePlan.Peer> servers) {
    public static final Reflector NONE = new Reflector("", List.of());

    public Reflector {
      servers = List.copyOf(servers);
    }
  }
}

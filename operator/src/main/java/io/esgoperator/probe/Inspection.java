package io.esgoperator.probe;

import io.esgoperator.catalog.Trait;
import java.util.List;

/**
 * Whether, and by what, a path is searched for tampering.
 *
 * @param on whether at all
 * @param traits what its peers are known to do
 * @param dead addresses at which nobody lives, which must stay silent
 * @param burst where many questions may be asked at once; empty where that is not wanted
 * @param reflector who tells from which address a question came
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

  /** The path only has to be proved. */
  public static Inspection off() {
    return new Inspection(false, List.of(), List.of(), List.of());
  }

  /** Whether the absence of the trait shows tampering. */
  public boolean expects(Trait trait) {
    return on && traits.contains(trait);
  }

  /**
   * A DNS server that tells who asked it.
   *
   * @param name of the record that tells it
   * @param servers its addresses; empty where nobody is to be asked
   */
  public record Reflector(String name, List<ProbePlan.Peer> servers) {
    static final Reflector NONE = new Reflector("", List.of());

    public Reflector {
      servers = List.copyOf(servers);
    }
  }
}

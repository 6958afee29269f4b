package io.esgoperator.netpol;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long the evaluator takes in a large cluster; {@code make bench-audit} runs it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class AuditBenchmark {
  private static final List<Integer> PATHS =
      List.of(25, 53, 80, 443, 465, 587, 2703, 24_441, 6277, 389, 636, 11_371, 9418);
  private static final Endpoint INTERNET = new Endpoint.Outside(Cidr.literal("198.51.100.25"));

  /** A cluster of 10,000 pods and 10,000 policies. */
  @State(Scope.Benchmark)
  public static class City {
    private World world;

    @Setup
    public void build() {
      world = CrowdedWorld.of(10_000);
    }
  }

  /** The same, indexed anew before each audit: nothing of it is asked yet. */
  @State(Scope.Benchmark)
  public static class IndexedCity {
    private World world;
    private Evaluator evaluator;

    @Setup
    public void build() {
      world = CrowdedWorld.of(10_000);
    }

    @Setup(Level.Invocation)
    public void index() {
      evaluator = Evaluator.of(world);
    }
  }

  /** A cluster of 1,000 pods and 1,000 policies. */
  @State(Scope.Benchmark)
  public static class Village {
    private World world;

    @Setup
    public void build() {
      world = CrowdedWorld.of(1000);
    }
  }

  @Benchmark
  public Evaluator index10000Pods10000Policies(City city) {
    return Evaluator.of(city.world);
  }

  /** Every path out, every path in, from the internet and from each of the 10,000 pods. */
  @Benchmark
  public int auditOneInstanceAmong10000(IndexedCity city) {
    Workload gateway = city.world.workloads().get(5000);
    int open = city.evaluator.bindings(gateway, Direction.Inbound).openings().size();
    for (int port : PATHS) {
      open += isOpen(city.evaluator, gateway, INTERNET, port);
      open += isOpen(city.evaluator, INTERNET, gateway, port);
    }
    for (Workload pod : city.world.workloads()) {
      open += isOpen(city.evaluator, pod, gateway, 25);
    }
    return open;
  }

  /** From nothing: index, and a million connections. */
  @Benchmark
  public int allPairsOf1000Pods1000Policies(Village village) {
    Evaluator evaluator = Evaluator.of(village.world);
    int open = 0;
    for (Workload from : village.world.workloads()) {
      for (Workload to : village.world.workloads()) {
        open += isOpen(evaluator, from, to, 8080);
      }
    }
    return open;
  }

  private static int isOpen(Evaluator evaluator, Endpoint from, Endpoint to, int port) {
    return evaluator.rule(Connection.of(from, to, Protocol.TCP, port)).decision()
            == Decision.Allowed
        ? 1
        : 0;
  }
}

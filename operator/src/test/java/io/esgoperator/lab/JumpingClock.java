package io.esgoperator.lab;

import java.time.Duration;

/**
 * The clock of the operator's pods, which a test moves by libfaketime. The node and its API server
 * keep the true time, and so does what measures how long something takes.
 */
final class JumpingClock implements AutoCloseable {
  private static final String FOLDER = "/opt/esg-clock";
  private static final String LIBRARY = FOLDER + "/libfaketime.so";
  private static final String AHEAD = FOLDER + "/ahead";

  private final Lab lab;

  /** Tells the true time at first. */
  JumpingClock(Lab lab) {
    this.lab = lab;
    String library =
        Perimeter.main()
            .container()
            .exec("sh", "-c", "gzip -c /usr/lib/*/faketime/libfaketime.so.1 | base64");
    lab.onNode("mkdir", "-p", FOLDER);
    lab.onNode("sh", "-c", "echo '%s' | base64 -d | gunzip > %s".formatted(library, LIBRARY));
    ahead(Duration.ZERO);
    lab.patchOperator(
        """
        spec:
          template:
            spec:
              volumes: [{name: clock, hostPath: {path: %1$s, type: Directory}}]
              containers:
                - name: operator
                  volumeMounts: [{mountPath: %1$s, name: clock, readOnly: true}]
                  env:
                    - {name: LD_PRELOAD, value: %2$s}
                    - {name: FAKETIME_TIMESTAMP_FILE, value: %3$s}
                    - {name: FAKETIME_CACHE_DURATION, value: '1'}
                    - {name: FAKETIME_DONT_FAKE_MONOTONIC, value: '1'}
                    - {name: NO_FAKE_STAT, value: '1'}
        """
            .formatted(FOLDER, LIBRARY, AHEAD));
  }

  /** Is so much ahead of the true time from now on, or from a second later. */
  void ahead(Duration much) {
    lab.onNode("sh", "-c", "echo +%d > %s".formatted(much.toSeconds(), AHEAD));
  }

  @Override
  public void close() {
    lab.patchOperator(
        """
        spec:
          template:
            spec:
              volumes: [{name: clock, $patch: delete}]
              containers:
                - name: operator
                  volumeMounts: [{mountPath: %s, $patch: delete}]
                  env:
                    - {name: LD_PRELOAD, $patch: delete}
                    - {name: FAKETIME_TIMESTAMP_FILE, $patch: delete}
                    - {name: FAKETIME_CACHE_DURATION, $patch: delete}
                    - {name: FAKETIME_DONT_FAKE_MONOTONIC, $patch: delete}
                    - {name: NO_FAKE_STAT, $patch: delete}
        """
            .formatted(FOLDER));
  }
}

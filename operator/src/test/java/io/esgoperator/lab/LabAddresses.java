package io.esgoperator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** The lab's one list of addresses. */
public final class LabAddresses {
  private LabAddresses() {}

  /** The IPv4 and the IPv6 address, or network, of a row; empty where there is no such row. */
  public static List<String> of(String name) {
    try (Stream<String> lines = Files.lines(Lab.LAB.resolve("ADDRESSES"))) {
      return lines
          .map(line -> line.split("\\s+"))
          .filter(words -> words[0].equals(name))
          .flatMap(words -> Stream.of(words[1], words[2]))
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}

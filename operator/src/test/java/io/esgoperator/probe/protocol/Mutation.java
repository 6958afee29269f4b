package io.esgoperator.probe.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Spoils answers, the same way for the same seed. */
record Mutation(RandomGenerator random) {
  private static final int MOST = 65_507;

  /** One to four faults in the answer. */
  byte[] of(byte[] answer) {
    byte[] spoiled = answer;
    for (int fault = random.nextInt(1, 5); fault > 0; fault--) {
      spoiled = one(spoiled);
    }
    return spoiled.length <= MOST ? spoiled : Arrays.copyOf(spoiled, MOST);
  }

  private byte[] one(byte[] answer) {
    return switch (random.nextInt(8)) {
      case 0 -> flipped(answer);
      case 1 -> Arrays.copyOf(answer, random.nextInt(answer.length + 1));
      case 2 -> joined(answer, answer);
      case 3 -> spliced(answer);
      case 4 -> grown(answer);
      case 5 -> joined(answer, noise(random.nextInt(2_000)));
      case 6 -> noise(random.nextInt(300));
      default -> repeated(answer);
    };
  }

  private byte[] flipped(byte[] answer) {
    byte[] copy = answer.clone();
    for (int bit = random.nextInt(1, 9); bit > 0 && copy.length > 0; bit--) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  /** Its end before its beginning. */
  private byte[] spliced(byte[] answer) {
    int cut = random.nextInt(answer.length + 1);
    return joined(Arrays.copyOfRange(answer, cut, answer.length), Arrays.copyOf(answer, cut));
  }

  /** What may be a length is as large as it can be. */
  private byte[] grown(byte[] answer) {
    byte[] copy = answer.clone();
    if (copy.length > 4) {
      int place = random.nextInt(copy.length - 4);
      Arrays.fill(copy, place, place + random.nextInt(1, 5), (byte) 0xff);
    }
    return copy;
  }

  /** One part of it over and over. */
  private byte[] repeated(byte[] answer) {
    if (answer.length == 0) {
      return answer;
    }
    int from = random.nextInt(answer.length);
    byte[] part = Arrays.copyOfRange(answer, from, random.nextInt(from, answer.length) + 1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Arrays.copyOf(answer, from));
    for (int times = random.nextInt(1, 2_000); times > 0 && all.size() < MOST; times--) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}

package io.esgoperator.gateway;

import io.esgoperator.model.Sha256;
import java.util.HexFormat;

/** Names and label keys of the operator's objects: valid, stable, and unique even when cut. */
public final class Names {
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String OPERATOR = "esg-operator";
  public static final String INSTANCE_UID = "esg-operator.io/instance-uid";
  public static final String INSTANCE_NAME = "esg-operator.io/instance";
  public static final String PROBE = "esg-operator.io/probe";
  public static final String POD_LABELS = "esg-operator.io/pod-labels";
  public static final String PROBE_NOW = "esg-operator.io/probe-now";

  private static final int POLICY_LENGTH = 253;
  private static final int JOB_LENGTH = 63;
  private static final int HASH_LENGTH = 10;

  private Names() {}

  public static String policy(String instance) {
    return cut("esg-" + instance, POLICY_LENGTH);
  }

  /** A Job's name is copied into a label, which has at most 63 characters. */
  public static String job(String instance, String round, String direction) {
    String suffix = "-" + round + "-" + direction;
    return cut("esg-probe-" + instance.replace('.', '-'), JOB_LENGTH - suffix.length()) + suffix;
  }

  /** The first hexadecimal digits of the text's SHA-256. */
  public static String hash(String text) {
    return HexFormat.of().formatHex(Sha256.of(text)).substring(0, HASH_LENGTH);
  }

  /** No part between two dots begins with a dash. */
  private static String cut(String name, int length) {
    return name.length() <= length
        ? name
        : name.substring(0, length - HASH_LENGTH - 1).replaceFirst("[.]$", "") + "-" + hash(name);
  }
}

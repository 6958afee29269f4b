package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms of names in Kubernetes (k8s.io/apimachinery, pkg/util/validation). */
public enum NameForm {
  // spotless:off
  SUBDOMAIN    (253, Forms.SUBDOMAIN,                                     "no name: write lower-case letters, digits, dashes and dots, such as gateway"),
  LABEL        (63,  Forms.LABEL,                                         "no name: write lower-case letters, digits and dashes, 63 at most, such as mail"),
  JOB          (63,  Forms.SUBDOMAIN,                                     "no Job's name: write lower-case letters, digits, dashes and dots, 63 at most"),
  CRON_JOB     (52,  Forms.SUBDOMAIN,                                     "no CronJob's name: write lower-case letters, digits, dashes and dots, 52 at most"),
  PORT         (15,  "(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?",  "no port's name: write lower-case letters, digits and single dashes, 15 at most, such as smtp"),
  KEY          (317, Forms.PREFIX + Forms.QUALIFIED,                      "no label's key: write it like app or example.com/app"),
  ANNOTATION   (317, "(?i)" + Forms.PREFIX + Forms.QUALIFIED,             "no annotation's key: write it like note or example.com/note"),
  VALUE        (63,  "(" + Forms.QUALIFIED + ")?",                        "no label's value: write letters, digits, dashes, dots and underscores, 63 at most, such as mail-gateway");

  // spotless:on

  private final int longest;
  private final Pattern form;
  private final String words;

  NameForm(int longest, String form, String words) {
    this.longest = longest;
    this.form = Pattern.compile(form);
    this.words = words;
  }

  /** Whether a text has this form. The length is checked first: a pattern may recurse. */
  public boolean fits(String text) {
    return text.length() <= longest && form.matcher(text).matches();
  }

  /** The fault of a text in a field, if the field has one and it does not fit. */
  public Stream<FieldFault> fault(JsonNode object, String field) {
    JsonNode text = object.path(field);
    return FieldFault.when(text.isTextual() && !fits(text.asText()), words(), field);
  }

  /** {@code is no label's key: write ...}. */
  public String words() {
    return " is " + words + ".";
  }

  private static final class Forms {
    static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    static final String PREFIX = "(?!.{254}.*/)(" + SUBDOMAIN + "/)?";
    static final String QUALIFIED = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  }
}

package io.esgoperator.e2e;

import io.esgoperator.lab.Firewall;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(value = Firewall.PERIMETER, mode = ResourceAccessMode.READ)
class CulpritIT extends OtherTeamsPolicies {}

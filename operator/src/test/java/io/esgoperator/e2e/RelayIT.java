package io.esgoperator.e2e;

import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.LabExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@Order(LabExtension.IN_LINE)
@ResourceLock(Firewall.PERIMETER)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class RelayIT extends RelayedMail {}

package io.esgoperator.e2e;

import io.esgoperator.lab.LabExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
class NotEnforcedIT extends NotEnforced {}

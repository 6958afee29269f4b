package io.esgoperator.e2e;

import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.OnCalico;
import org.junit.jupiter.api.Tag;

@OnCalico
@Tag(LabExtension.NIGHT)
class UndeclaredPortsOnCalicoIT extends UndeclaredPorts {}

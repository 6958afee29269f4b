package io.esgoperator.e2e;

import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.OnCilium;
import org.junit.jupiter.api.Tag;

/** That nothing is written without need, {@link DriftOnCiliumIT} shows shorter. */
@OnCilium
@Tag(LabExtension.NIGHT)
class ReleaseOnCiliumIT extends Release {}

package io.esgoperator.e2e;

import io.esgoperator.lab.OnCilium;

@OnCilium
class ReleaseOnCiliumIT extends Release {}

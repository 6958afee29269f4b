package io.esgoperator.e2e;

import io.esgoperator.lab.OnCilium;

@OnCilium
class RelayOnCiliumIT extends RelayedMail {}

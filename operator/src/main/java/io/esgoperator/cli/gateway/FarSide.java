package io.esgoperator.cli.gateway;

import java.util.List;

/**
 * Peers at the other end of a path that are declared together.
 *
 * @param text as they are declared
 * @param ends in one family; empty where none has an address in it
 * @param sure false where the real peers may be any of the ends
 */
public record FarSide(String text, List<FarEnd> ends, boolean sure) {}

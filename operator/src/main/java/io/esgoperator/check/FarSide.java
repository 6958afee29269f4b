package io.esgoperator.check;

import java.util.List;

/**
 * Those at the other end of a path that are declared together.
 *
 * @param text as they are declared
 * @param ends in one family; empty where none lives in it
 * @param sure whether it is known who they are; else they may be any one of the ends
 */
record FarSide(String text, List<FarEnd> ends, boolean sure) {}

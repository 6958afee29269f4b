/** The pod's answers to {@link io.esgoperator.identity.NameQuestions}. */
package io.esgoperator.probe.names;

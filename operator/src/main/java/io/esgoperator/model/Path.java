package io.esgoperator.model;

/**
 * A network path of the gateway.
 *
 * @param name unique within an instance
 * @param port 1 to 65535, of the listening side
 * @param application what a probe speaks on it
 * @param consequence what the gateway loses when the path is closed, as a sentence
 */
public record Path(
    String name,
    Direction direction,
    Transport transport,
    int port,
    Application application,
    Requirement requirement,
    Impact impact,
    String consequence) {}

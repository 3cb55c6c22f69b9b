package dev.millrace.security;

/** An API key just made, with the secret that is shown this one time. */
public record NewApiKey(ApiKey key, String secret) {}

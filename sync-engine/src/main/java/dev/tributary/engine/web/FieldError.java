package dev.tributary.engine.web;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path in the body ({@code config.host}, {@code tags[2]}), or the name of a parameter
 * @param message what is wrong and what would be right; never the value
 */
public record FieldError(String field, String message) {}

package dev.tributary.source.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why the disk refused, in words. */
final class Reason {

    private Reason() {}

    static String of(IOException cause) {
        return switch (cause) {
            case AccessDeniedException e -> "permission denied";
            case NoSuchFileException e -> "it is gone";
            case FileSystemException e -> Optional.ofNullable(e.getReason()).orElse("input/output error");
            default -> Optional.ofNullable(cause.getMessage()).orElse("input/output error");
        };
    }
}

package dev.tributary.source.folder;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Makes documents of files. */
record FolderDocuments(FolderSettings settings) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** The file as a listing has it. */
    ExternalDocument listed(FolderFile file) {
        return leftOut(file)
                .map(content -> document(file, FrontMatter.NONE, content))
                .orElseGet(() -> document(file, listedProperties(file), new Content.Deferred()));
    }

    /** The file with its content; empty if it is gone. */
    Optional<ExternalDocument> fetched(FileId id) {
        try {
            var file = FolderFile.find(id, settings.root());
            return file.isPresent() ? Optional.of(fetched(file.get())) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(id, e);
        } catch (UncheckedIOException e) {
            throw unreadable(id, Objects.requireNonNull(e.getCause()));
        }
    }

    private ExternalDocument fetched(FolderFile file) throws IOException {
        var content = leftOut(file);
        if (content.isPresent()) {
            return document(file, FrontMatter.NONE, content.get());
        }
        if (!file.type().isMarkdown()) {
            return document(file, FrontMatter.NONE, original(file));
        }
        var properties = FileText.frontMatter(file.path());
        return document(file, properties, markdown(file, properties));
    }

    private Content markdown(FolderFile file, FrontMatter properties) throws IOException {
        return FileText.whole(file.path())
                .map(text -> text.substring(Math.min(properties.length(), text.length())))
                .map(body -> (Content) Content.Text.markdown(new WikiLinks(file, settings).rendered(body)))
                .orElseGet(() -> bytes(file));
    }

    private static Content original(FolderFile file) throws IOException {
        var text = file.type().mayBeText() ? FileText.whole(file.path()) : Optional.<String>empty();
        return text.map(present -> (Content) Content.Text.plain(present)).orElseGet(() -> bytes(file));
    }

    private static Content bytes(FolderFile file) {
        return new Content.File(file.name(), file.type().mimeType(), Bytes.of(file.path()));
    }

    private Optional<Content> leftOut(FolderFile file) {
        Optional<Content> filtered =
                settings.filter().ruleAgainst(file.id().readable()).map(Content.Filtered::new);
        return filtered.or(() -> file.size() <= settings.maxBytes() ? Optional.empty() : Optional.of(tooLarge(file)));
    }

    private Content tooLarge(FolderFile file) {
        return new Content.Skipped(
                "%,d bytes, and the largest file to read is %,d".formatted(file.size(), settings.maxBytes()));
    }

    private static FrontMatter listedProperties(FolderFile file) {
        try {
            return file.type().isMarkdown() ? FileText.frontMatter(file.path()) : FrontMatter.NONE;
        } catch (IOException toldWhenFetched) {
            return FrontMatter.NONE;
        }
    }

    private ExternalDocument document(FolderFile file, FrontMatter properties, Content content) {
        var id = file.id().text();
        var modified = file.attributes().lastModifiedTime();
        var name = file.name();
        var plainTitle = file.type().isMarkdown() ? name.substring(0, name.lastIndexOf('.')) : name;
        var metadata = Attributes.empty()
                .with("path", file.id().readable())
                .with("folder", file.folder())
                .with("extension", file.type().extension())
                .with("size", file.size())
                .with("modified", modified.toInstant())
                .with("tags", properties.tags())
                .with("aliases", properties.aliases())
                .withInstant("created", properties.created());
        // what "folder:" stands for includes the way Markdown is rendered: change one, change the other
        var hash = "folder:%s:%d:%d".formatted(id, modified.to(TimeUnit.NANOSECONDS), file.size());
        return new ExternalDocument(
                id,
                properties.title().orElse(CONTROL.matcher(plainTitle).replaceAll(" ")),
                hash,
                content,
                Optional.of(file.id().uri(settings.root())),
                metadata);
    }

    private static DocumentUnreadable unreadable(FileId id, IOException cause) {
        return new DocumentUnreadable(
                "%s cannot be read (%s); let the account that Tributary runs under read it"
                        .formatted(id.readable(), Reason.of(cause)),
                cause);
    }
}

package dev.tributary.source.folder;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.catalog.FolderMeta;
import dev.tributary.source.folder.FolderWalk.FolderReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Files of a folder. The id of a document is its path below the folder, its version the time and size of the file. A
 * listing is a walk in a fixed order, so its cursor is the last file it gave. A file that can be seen but not read is
 * listed, and its failure told when it is fetched; what cannot even be seen makes the page partial. So does a root that
 * holds nothing at all, which is what the place of a share looks like while it is not mounted: documents of a folder that
 * was emptied on purpose go once anything is in it, be it a hidden file.
 */
public final class FolderConnector implements Connector {

    private static final int PAGE_SIZE = 500;
    private static final int NAMES_AT_ONCE = 10_000;
    private static final int PROBLEMS_NAMED = 5;
    private static final Coverage EMPTY = Coverage.partial(
            "The folder is empty. If it is a mounted share, see whether it is mounted; if it is meant to"
                    + " be empty, put any file into it, and its documents are removed");

    private final FolderReader reader;
    private final int pageSize;

    /** Reads the file system of this machine. */
    public FolderConnector() {
        this(Files::newDirectoryStream, PAGE_SIZE);
    }

    FolderConnector(FolderReader reader, int pageSize) {
        this.reader = reader;
        this.pageSize = pageSize;
    }

    @Override
    public ConnectorMeta meta() {
        return FolderMeta.META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        var settings = FolderSettings.of(session.config());
        var underWay = session.once("walk", UnderWay.class, UnderWay::new);
        var cursor = request.cursor();
        var left = underWay.takenAt(cursor);
        var position = left.isPresent() ? left.get() : begun(settings, cursor);
        var documents = new ArrayList<ExternalDocument>();
        var factory = new FolderDocuments(settings);
        var file = position.upcoming();
        var last = "";
        while (file.isPresent() && documents.size() < pageSize) {
            documents.add(factory.listed(file.get()));
            last = file.get().id().encoded();
            file = position.walk().next();
        }
        var coverage = coverage(position.walk().takeProblems());
        if (file.isEmpty()) {
            return new DocumentPage.Last(documents, position.walk().hasEmptyRoot() ? EMPTY : coverage);
        }
        underWay.leave(new Position(last, position.walk(), file));
        return new DocumentPage.More(documents, coverage, last);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId) {
        var documents = new FolderDocuments(FolderSettings.of(session.config()));
        return FileId.parse(externalId).flatMap(documents::fetched);
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) {
        try {
            var root = FolderSettings.of(session.config()).root();
            try {
                reader.open(root).close();
                return new ConfigCheck.Accepted();
            } catch (IOException e) {
                throw FolderSettings.unreadable(root, e);
            }
        } catch (ConfigRejected e) {
            return new ConfigCheck.Rejected(e.field(), e.getMessage());
        }
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return Tags.NONE
                .text("folder", metadata.text("folder"))
                .text("extension", metadata.text("extension"))
                .text("tags", metadata.text("tags"))
                .number("size", metadata.number("size"))
                .date("modified", metadata.instant("modified"))
                .date("created", metadata.instant("created"));
    }

    private Position begun(FolderSettings settings, Optional<String> cursor) throws InterruptedException {
        var after = cursor.map(FolderConnector::place).orElse(FileId.ROOT);
        var walk = new FolderWalk(settings, reader, NAMES_AT_ONCE, after);
        return new Position(after.encoded(), walk, walk.next());
    }

    private static FileId place(String cursor) {
        return FileId.parseEncoded(cursor)
                .orElseThrow(() -> new UnexpectedResponse(
                        "'%s' is no place in a folder; start the listing anew".formatted(cursor), null));
    }

    private static Coverage coverage(List<String> problems) {
        if (problems.isEmpty()) {
            return Coverage.COMPLETE;
        }
        var named = String.join(", ", problems.subList(0, Math.min(PROBLEMS_NAMED, problems.size())));
        var more = problems.size() - PROBLEMS_NAMED;
        return Coverage.partial("Cannot be read: " + named + (more > 0 ? " and %d more".formatted(more) : ""));
    }

    /** A walk between two pages, with the file it has found but not given yet. */
    private record Position(String after, FolderWalk walk, Optional<FolderFile> upcoming) {}

    /** Lets a page go on where the one before stopped, which saves reading all folders on the way again. */
    private static final class UnderWay {
        private final AtomicReference<Optional<Position>> position = new AtomicReference<>(Optional.empty());

        private Optional<Position> takenAt(Optional<String> cursor) {
            return position.getAndSet(Optional.empty())
                    .filter(left -> cursor.filter(left.after()::equals).isPresent());
        }

        private void leave(Position left) {
            position.set(Optional.of(left));
        }
    }
}

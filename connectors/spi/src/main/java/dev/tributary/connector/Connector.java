package dev.tributary.connector;

import dev.tributary.meta.ConnectorMeta;
import java.util.Optional;

/**
 * Reads the documents of one kind of source.
 *
 * <p>A connector keeps no state: what belongs to one run is in the {@link SourceSession}, so one instance serves all
 * runs at once. Its methods may block; the engine calls them on virtual threads, several documents at a time, and
 * cancels by interrupting. They report a failure as a {@link ConnectorException}; any other exception counts as a
 * defect of the connector and ends the run without removing anything.
 *
 * <p>More abilities are interfaces of their own: {@link ListsChanges}, {@link ListsChoices}.
 */
public interface Connector {

    /** Returns the declaration; the same value each time. */
    ConnectorMeta meta();

    /**
     * Returns one page of the listing. Called again with the returned cursor until a page is the last, one call at a
     * time. A page may be empty and not be the last. A few hundred documents make a good page; a call that would need
     * more than about 50 requests returns what it has with a cursor that goes on.
     *
     * @param request its cursor is one that this connector returned, perhaps in a process that died since
     */
    DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException;

    /**
     * Returns the document with its content, never {@code Deferred}, or empty if the source no longer has it (404, 410,
     * or trashed; nothing else). Its hash is the one that the listing gives the same version, byte for byte.
     *
     * @throws ConnectorException.DocumentUnreadable if this one document cannot be read while others can
     */
    Optional<ExternalDocument> getDocument(SourceSession session, String externalId) throws InterruptedException;

    /**
     * Checks, as an administrator saves, that the source can be read with these answers, by one cheap call. The form's
     * own rules hold already. A failure to reach the source is thrown.
     */
    ConfigCheck validateConfig(SourceSession session) throws InterruptedException;

    /**
     * Returns the values of the declared tags; a tag without a value is left out. Pure: called for stored metadata, too,
     * also of older versions of the connector.
     */
    default Tags mapTags(Attributes metadata) {
        return Tags.NONE;
    }
}

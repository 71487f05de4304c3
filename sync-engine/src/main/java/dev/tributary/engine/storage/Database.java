package dev.tributary.engine.storage;

/** A database that answers, for as long as it is not closed. */
sealed interface Database extends AutoCloseable permits EmbeddedPostgres, OutsidePostgres {
    DatabaseAddress address();

    @Override
    void close();
}

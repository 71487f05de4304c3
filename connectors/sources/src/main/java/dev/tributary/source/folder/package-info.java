/** Reads the files of a folder on the machine of the engine, Obsidian vaults included. */
@NullMarked
package dev.tributary.source.folder;

import org.jspecify.annotations.NullMarked;

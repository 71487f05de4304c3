-- Compressing a text of a few kilobytes takes longer than writing it, and each search would have to undo it: up to half a
-- page a row keeps its texts as they are. Longer ones are still compressed and kept apart.
ALTER TABLE document_content SET (toast_tuple_target = 4080);
ALTER TABLE chunk SET (toast_tuple_target = 4080);
ALTER TABLE chunk_search SET (toast_tuple_target = 4080);

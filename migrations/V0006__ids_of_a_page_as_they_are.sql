-- Compressing a thousand ids takes longer than comparing their documents did; the rows live as long as a listing.
ALTER TABLE listing_page ALTER COLUMN document_ids SET STORAGE EXTERNAL;

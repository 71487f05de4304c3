-- What a run that ended well could not do, for a person: nothing is removed after an incomplete listing.
ALTER TABLE sync_run ADD COLUMN remark text;

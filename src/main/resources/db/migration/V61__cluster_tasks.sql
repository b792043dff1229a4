-- What one node at a time does for all of them. All times are the database's own.
CREATE TABLE cluster_task (
    name           VARCHAR(60)  NOT NULL PRIMARY KEY,
    -- The node that is at it; null when none is.
    holder         VARCHAR(255),
    -- When another node may take it over.
    held_until     TIMESTAMP WITH TIME ZONE,
    -- When the last run that was completed began, and on which node; a task that is new begins with its row.
    last_run_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    last_run_by    VARCHAR(255)
);

-- The inactivity period that the deadlines were reckoned with, in ISO 8601: with another one they are gone through anew.
ALTER TABLE notice_progress ADD COLUMN idle_period VARCHAR(50);

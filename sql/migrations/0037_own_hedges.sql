-- Whether the word that leaves a target open was set on purpose; else it follows the words (register.follow_words).
-- Null in rows and before-images from before: set, where it is not what the words say.

alter table register.target add column hedge_set boolean;
alter table register.target alter column hedge_set set default false;
comment on column register.target.hedge_set is
  'The hedge was set on purpose, to null too, and stays when the words are edited; false: it is the word that they have.';

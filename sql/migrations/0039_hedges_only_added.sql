-- A hedge set by hand may only be added to words: those that say 力争 or 基本完成 had got a verdict where it was set to null.

comment on column register.target.hedge_set is
  'The hedge was added by hand and stays when the words are edited; false: it is the word that they have, or they have none.';
update register.target set hedge_set = false where hedge is null and hedge_set is distinct from false;

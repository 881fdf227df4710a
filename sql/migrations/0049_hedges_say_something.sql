-- A hedge is any text that says something: blanks would withhold the verdict and show no reason. Rows from before stay until they are edited.

alter table register.target add constraint target_hedge_says check (hedge ~ '[^[:space:]　]') not valid;

-- What people decided about doubtful links and flags: who, when, why, and what they saw.

create table register.review_decision (
  district    text not null,
  id          int not null,
  kind        text not null check (kind in ('link', 'flag')),
  outfall_id  int not null,
  zone_id     int,
  relation    text check (relation in ('inside', 'edge', 'conduit', 'receiving')),
  decision    text not null,
  reviewer    text not null,
  reason      text,
  decided_at  timestamptz not null default now(),
  seen        jsonb not null,
  primary key (district, id),
  constraint review_decision_item unique nulls not distinct (district, outfall_id, kind, zone_id, relation),
  foreign key (district, outfall_id) references register.outfall on delete cascade,
  constraint review_decision_form check (
    kind = 'link' and num_nonnulls(zone_id, relation) = 0 and decision in ('accept', 'choose', 'draw', 'reject')
    or kind = 'flag' and num_nulls(zone_id, relation) = 0 and decision in ('confirm', 'dismiss')),
  constraint review_decision_reason check (decision = 'accept' or reason is not null)
);
comment on table register.review_decision is
  'The decision that holds about an outfall''s link, or about its flag with a zone; earlier ones are in register.change. The link itself '
  'is in register.outfall_link. A flag''s zone may go and come again: the decision stays. seen: what was judged, so that a place or '
  'a boundary that moved opens the question again (atlas.review_items).';

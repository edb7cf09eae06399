-- What has been let in or discarded is not kept sealed: only by what to know it again, and whom it names.
update quarantined_item set sealed = case
  when position('\u0000' in sealed::text) > 0 or json_typeof(sealed) <> 'object' then json_build_object('spent', null, 'authorId', null)
  else json_build_object('spent', encode(sha256(convert_to(sealed ->> 'box', 'UTF8')), 'hex'), 'authorId', sealed ->> 'authorId')
end
where released_at is not null;

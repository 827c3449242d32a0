-- Let SQL read and write these folders; said before everything else is shut.
set allowed_directories = $folders

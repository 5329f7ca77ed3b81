-- Whether a backup can be read, by somebody who may create databases. It says nothing about what is in it: only a restore
-- does, beside the register, with the audit log verified there (docs/operations.md).
--   sqlcmd -S … -b -i sql-server-verify.sql -v File=/var/opt/mssql/backup/ToolRegistry-….bak
RESTORE VERIFYONLY FROM DISK = N'$(File)' WITH CHECKSUM;
RESTORE HEADERONLY FROM DISK = N'$(File)';
RESTORE FILELISTONLY FROM DISK = N'$(File)';
GO

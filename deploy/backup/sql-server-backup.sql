-- A backup, by the login toolregistry_backup. The folder is one that the server writes to.
--   sqlcmd -S … -U toolregistry_backup -d ToolRegistry -b -i sql-server-backup.sql -v Kind=full Folder=/var/opt/mssql/backup
-- Kind: full (weekly), diff (daily), log (every 15 minutes: that is how much can be lost).
-- On Azure SQL the platform does it, and this is not needed.
SET NOCOUNT ON;
DECLARE @kind nvarchar(10) = N'$(Kind)';
DECLARE @file nvarchar(400) = N'$(Folder)/ToolRegistry-' + CONVERT(nvarchar(8), SYSUTCDATETIME(), 112) + N'T'
    + REPLACE(CONVERT(nvarchar(8), SYSUTCDATETIME(), 108), N':', N'') + N'Z'
    + CASE @kind WHEN N'log' THEN N'.trn' WHEN N'diff' THEN N'.dif' ELSE N'.bak' END;

IF @kind = N'full'
    BACKUP DATABASE [ToolRegistry] TO DISK = @file WITH CHECKSUM, COMPRESSION, INIT, FORMAT, NAME = N'ToolRegistry full';
ELSE IF @kind = N'diff'
    BACKUP DATABASE [ToolRegistry] TO DISK = @file WITH DIFFERENTIAL, CHECKSUM, COMPRESSION, INIT, FORMAT, NAME = N'ToolRegistry differential';
ELSE IF @kind = N'log'
    BACKUP LOG [ToolRegistry] TO DISK = @file WITH CHECKSUM, COMPRESSION, INIT, FORMAT, NAME = N'ToolRegistry log';
ELSE
    THROW 50000, N'Kind is full, diff or log.', 1;

PRINT @file;

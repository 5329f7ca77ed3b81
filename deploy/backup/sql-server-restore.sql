-- To an instant, into a database of another name, by somebody who may create databases. Nothing is overwritten.
--   sqlcmd -S … -b -i sql-server-restore.sql -v Full=….bak Diff=….dif Log=….trn At=2026-07-10T08:59:00 Data=/var/opt/mssql/data Above=4711
-- At is in the server's own time. Of several logs, each but the last is restored in their order by the line for one log,
-- without STOPAT and with NORECOVERY. Above is the highest policy revision that any replica has answered from: /readyz says
-- it, also while the database is away.
-- If the register is to go on from its last moment, back up the tail of the log first, which closes the database:
--   BACKUP LOG [ToolRegistry] TO DISK = N'…' WITH NORECOVERY, CHECKSUM;
RESTORE DATABASE [ToolRegistry_restored] FROM DISK = N'$(Full)'
    WITH MOVE N'ToolRegistry' TO N'$(Data)/ToolRegistry_restored.mdf', MOVE N'ToolRegistry_log' TO N'$(Data)/ToolRegistry_restored_log.ldf',
    NORECOVERY, CHECKSUM, STATS = 10;
GO
RESTORE DATABASE [ToolRegistry_restored] FROM DISK = N'$(Diff)' WITH NORECOVERY, CHECKSUM;
GO
RESTORE LOG [ToolRegistry_restored] FROM DISK = N'$(Log)' WITH STOPAT = N'$(At)', RECOVERY, CHECKSUM;
GO

USE [ToolRegistry_restored];
GO
-- Replicas refuse a database that is behind what they answered, because bans would lapse without a word. Its next state
-- gets a number that none of them has seen.
UPDATE [dbo].[PolicyHead] SET [Revision] = $(Above) + 1 WHERE [Revision] <= $(Above);
GO
-- The users of the database find the logins of this server.
ALTER USER [toolregistry_migrate] WITH LOGIN = [toolregistry_migrate];
ALTER USER [toolregistry_serve] WITH LOGIN = [toolregistry_serve];
ALTER USER [toolregistry_backup] WITH LOGIN = [toolregistry_backup];
GO
DBCC CHECKDB (N'ToolRegistry_restored') WITH NO_INFOMSGS;
GO

-- Point one replica at it (Database__ConnectionString=…;Database=ToolRegistry_restored) and ask /v1/audit/verify. If all
-- is well, stop all replicas and let the databases change their names:
--   ALTER DATABASE [ToolRegistry] SET SINGLE_USER WITH ROLLBACK IMMEDIATE;
--   ALTER DATABASE [ToolRegistry] MODIFY NAME = [ToolRegistry_before];
--   ALTER DATABASE [ToolRegistry_before] SET MULTI_USER;
--   ALTER DATABASE [ToolRegistry_restored] MODIFY NAME = [ToolRegistry];

using System.Diagnostics;
using ToolRegistry.Cli.Scan;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Scan;

/// <summary>What a machine has installed: the databases of the real programs, with one package in each.</summary>
internal static class Machine
{
    /// <summary>Puts a package in place as the source's program keeps it, and points the program there.</summary>
    public static async Task InstallAsync(Toolreg toolreg, string source)
    {
        Require(source);
        switch (source)
        {
            case "dpkg":
                Write(toolreg, "dpkg/status", "Package: bad-deb\nStatus: install ok installed\nArchitecture: all\nVersion: 2:1.0-1\nMaintainer: m\nDescription: d\n");
                Directory.CreateDirectory(Path.Combine(toolreg.Folder, "dpkg", "info"));
                toolreg.Variables["DPKG_ADMINDIR"] = Path.Combine(toolreg.Folder, "dpkg");
                break;
            case "npm":
                Write(toolreg, "lib/node_modules/@s/tool/package.json", """{ "name": "@s/tool", "version": "1.2.3", "dependencies": { "bad": "1" } }""");
                Write(toolreg, "lib/node_modules/@s/tool/node_modules/bad/package.json", """{ "name": "bad", "version": "1.0.0" }""");
                toolreg.Variables["npm_config_prefix"] = toolreg.Folder;
                break;
            case "pip":
                Write(toolreg, "python/Bad_Py-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: Bad_Py\nVersion: 1.0\n");
                toolreg.Variables["PIP_PATH"] = Path.Combine(toolreg.Folder, "python");
                break;
            case "dotnet":
                const string Store = ".dotnet/tools/.store/bad.tool/1.2.3";
                Write(toolreg, $"{Store}/bad.tool/1.2.3/tools/net10.0/any/bad.dll", "");
                Write(toolreg, $"{Store}/bad.tool/1.2.3/tools/net10.0/any/DotnetToolSettings.xml", """<DotNetCliTool Version="1"><Commands><Command Name="bad" EntryPoint="bad.dll" Runner="dotnet" /></Commands></DotNetCliTool>""");
                Write(toolreg, $"{Store}/project.assets.json", """{ "version": 3, "targets": { "net10.0/any": { "bad.tool/1.2.3": { "type": "package", "tools": { "tools/net10.0/any/DotnetToolSettings.xml": {}, "tools/net10.0/any/bad.dll": {} } } } }, "libraries": { "bad.tool/1.2.3": { "type": "package", "path": "bad.tool/1.2.3", "files": [] } }, "project": { "version": "1.0.0", "frameworks": { "net10.0": {} } } }""");
                toolreg.Variables["DOTNET_CLI_HOME"] = toolreg.Folder;
                break;
            case "rpm":
                await InstallRpmAsync(toolreg);
                break;
        }
    }

    /// <summary>A program that is not the real one, where PATH alone leads.</summary>
    public static void Pretend(Toolreg toolreg, string program, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-ins are scripts of Unix.");
            return;
        }

        Write(toolreg, $"bin/{program}", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(Path.Combine(toolreg.Folder, "bin", program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        toolreg.Variables["PATH"] = Path.Combine(toolreg.Folder, "bin");
    }

    private static void Require(string source)
    {
        var missing = ScanSource.All.Single(s => s.Name == source).Programs.All(p => InstalledProgram.Find(p) is null) ? source : source == "rpm" && InstalledProgram.Find("rpmbuild") is null ? "rpmbuild" : null;
        if (missing is null)
            return;
        var reason = $"{missing} is not installed here. Install it to scan with the real program.";
        // CI installs all but dpkg, which it runs on.
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }

    private static async Task InstallRpmAsync(Toolreg toolreg)
    {
        // There is no variable for the database: it is a setting of the user.
        toolreg.Variables["HOME"] = toolreg.Folder;
        Write(toolreg, ".rpmmacros", $"%_dbpath {toolreg.Folder}/rpm\n%_topdir {toolreg.Folder}/build\n");
        Write(toolreg, "bad.spec", "Name: bad-rpm\nVersion: 4.22.10\nRelease: 1.el6\nEpoch: 1\nSummary: s\nLicense: none\nBuildArch: noarch\n%description\nd\n%files\n");
        await RunAsync(toolreg, "rpmbuild", "-bb", "bad.spec");
        await RunAsync(toolreg, "rpm", "--initdb");
        await RunAsync(toolreg, "rpm", "-i", "--justdb", "--nodeps", "build/RPMS/noarch/bad-rpm-4.22.10-1.el6.noarch.rpm");
    }

    private static async Task RunAsync(Toolreg toolreg, params string[] command)
    {
        using Process process = toolreg.Start(command);
        (await Toolreg.EndAsync(process)).Expect(0);
    }

    private static void Write(Toolreg toolreg, string path, string text)
    {
        var file = Path.Combine(toolreg.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

using System.CommandLine;

namespace Emulator.Host.Verbs;

/// <summary><c>completion</c>: a script that completes commands and options in a shell.</summary>
internal sealed class CompletionVerb(Terminal terminal) : IVerb
{
    private const string Bash = """
        # emulator completion bash >> ~/.bashrc
        _emulator() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W \
                "$(emulator "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _emulator emulator
        """;

    private const string Zsh = """
        # emulator completion zsh >> ~/.zshrc
        _emulator() {
            local -a found
            found=("${(@f)$(emulator "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $found
            _files
        }
        compdef _emulator emulator
        """;

    private const string Fish = """
        # emulator completion fish > ~/.config/fish/completions/emulator.fish
        complete -c emulator -a \
            '(set -l line (commandline -cp); emulator "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'
        """;

    private const string PowerShell = """
        # emulator completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName emulator -ScriptBlock {
            param($word, $line, $cursor)
            emulator "[suggest:$cursor]" "$line" | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    public Command Build()
    {
        var command = new Command("completion", "Print a script that completes commands and options in a shell.");
        var shell = new Argument<string>("shell") { Description = "The shell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        command.Arguments.Add(shell);
        command.SetAction(parsed =>
        {
            terminal.Out.WriteLine(parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return ExitCode.Ok;
        });
        return command;
    }
}

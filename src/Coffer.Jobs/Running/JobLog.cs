using System.Text;

namespace Coffer.Jobs.Running;

/// <summary>What a job tells its owner: cmdout and stderr. Saved with each heartbeat and at the end.</summary>
public sealed class JobLog
{
    /// <summary>In characters, for each of the two.</summary>
    const int MaxLength = 256 * 1024;

    readonly Lock _gate = new();
    readonly StringBuilder _cmdOut = new();
    readonly StringBuilder _stdErr = new();
    bool _changed;

    internal JobLog(string cmdOut, string stdErr)
    {
        _cmdOut.Append(cmdOut);
        _stdErr.Append(stdErr);
    }

    public void Write(string line) => Append(_cmdOut, line);

    public void WriteError(string line) => Append(_stdErr, line);

    /// <summary>Both texts when there is something new since the last call.</summary>
    internal (string CmdOut, string StdErr)? TakeChanged()
    {
        lock (_gate)
        {
            if (!_changed)
                return null;
            _changed = false;
            return (_cmdOut.ToString(), _stdErr.ToString());
        }
    }

    /// <summary>The texts are not saved: the next heartbeat has to try again.</summary>
    internal void MarkChanged()
    {
        lock (_gate)
            _changed = true;
    }

    void Append(StringBuilder text, string line)
    {
        lock (_gate)
        {
            if (text.Length >= MaxLength)
                return;
            // U+0000 cannot be stored as text.
            text.Append(line.Replace('\0', '\uFFFD')).Append('\n');
            if (text.Length >= MaxLength)
                text.Append("(more is not kept)\n");
            _changed = true;
        }
    }
}

using System.Text.Json.Serialization;

namespace Coffer.Query.Worker;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerMessage))]
sealed partial class WorkerJson : JsonSerializerContext;

namespace Coffer.Api.Auth;

sealed record AccessMetadata(Access Access);

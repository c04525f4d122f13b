// The end of the endpoint macros. Included on purpose more than once.

#undef OATPP_PARAM_DECLARE
#undef OATPP_PARAM_READ
#undef OATPP_DECLARE_0
#undef OATPP_DECLARE_1
#undef OATPP_DECLARE_2
#undef OATPP_DECLARE_3
#undef OATPP_READ_0
#undef OATPP_READ_1
#undef OATPP_READ_2
#undef OATPP_READ_3
#undef OATPP_SELECT_
#undef OATPP_SELECT
#undef REQUEST
#undef HEADER
#undef PATH
#undef QUERY
#undef BODY_STRING
#undef BODY_DTO
#undef OATPP_ENDPOINT_REGISTER
#undef ENDPOINT
#undef ENDPOINT_INFO
#undef ENDPOINT_ASYNC
#undef ENDPOINT_ASYNC_INIT

# cmake -D COMPILER=... -D FLAGS=<response file> -D SOURCE=... -P check.cmake
# Fails when the source reads a heavy library, and names the headers.
execute_process(
    COMMAND "${COMPILER}" "@${FLAGS}" -M "${SOURCE}"
    RESULT_VARIABLE result OUTPUT_VARIABLE dependencies ERROR_VARIABLE message
)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${message}")
endif()

string(REGEX MATCHALL "[^ \n]*/(boost/(json|asio|beast)|openssl)[/.][^ \n]*" heavy "${dependencies}")
if(heavy)
    list(JOIN heavy "\n  " heavy)
    message(FATAL_ERROR "${SOURCE} reads\n  ${heavy}")
endif()

# bindery_generate(TARGET <target> [SPECS <page>...] [METADATA <file or folder>... [PAGES <page>...] [OPERATIONS <name>...]]
#                  [MINED enforce|note|off] [RELAX <rule>...])
#
# Binds your own reference pages, or a vendor's metadata: runs bindery-gen on them whenever one of them or the generator
# changes, and puts the headers it writes on the target's include path.
#
#   bindery_generate(TARGET my_program SPECS apis/CreateThing.md apis/DeleteThing.md)
#   bindery_generate(TARGET my_program METADATA services/vod/v20180717 OPERATIONS DescribeMediaInfos)
#   #include <bindery/api/...>
#
# PAGES know more than the metadata: they win on rules, the metadata on types. MINED says what becomes of the rules that
# the metadata's descriptions state in prose: requests are held to them, they are only told, or none is looked for. RELAX
# takes rules off members, such as ManageTask/OperationType:one_of; each of the sources must have the member. Call it in
# the folder that made the target, as often as there are sources to tell apart; the headers of each call have a folder of
# their own.
#
# The generator is the one that BINDERY_GENERATOR names, a variable here or in the environment, else bindery's own. Who
# compiles for another machine needs the former.
function(bindery_generate)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;MINED" "SPECS;METADATA;PAGES;OPERATIONS;RELAX")
    if(NOT arg_TARGET OR NOT (arg_SPECS OR arg_METADATA) OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "usage: bindery_generate(TARGET <target> SPECS <page>... and/or METADATA <file or folder>...)")
    endif()
    if(NOT TARGET ${arg_TARGET})
        message(FATAL_ERROR "bindery_generate: there is no target ${arg_TARGET}; make it first")
    endif()
    if((arg_PAGES OR arg_OPERATIONS OR DEFINED arg_MINED) AND NOT arg_METADATA)
        message(FATAL_ERROR "bindery_generate: PAGES, OPERATIONS and MINED go with METADATA; pages alone are SPECS")
    endif()

    bindery_find_generator(generator)

    # A further call for the same target gets a number.
    set(name "${arg_TARGET}.bindery")
    get_target_property(calls ${arg_TARGET} BINDERY_GENERATE_CALLS)
    if(calls)
        string(APPEND name ".${calls}")
    else()
        set(calls 0)
    endif()
    math(EXPR calls "${calls} + 1")
    set_target_properties(${arg_TARGET} PROPERTIES BINDERY_GENERATE_CALLS ${calls})

    # The generator's output becomes bindery/api below the include folder.
    set(out "${CMAKE_CURRENT_BINARY_DIR}/${name}")
    set(api "${out}/include/bindery/api")
    set(stamp "${out}/stamp")
    set(commands "")
    set(inputs "")

    list(TRANSFORM arg_RELAX PREPEND "--relax=" OUTPUT_VARIABLE relaxed)
    if(arg_SPECS)
        bindery_absolute(specs ${arg_SPECS})
        list(APPEND commands COMMAND ${generator} generate --out "${api}" ${relaxed} ${specs})
        bindery_files_in(files ${specs})
        list(APPEND inputs ${files})
        # The generator reads it with the pages that it lies beside.
        foreach(spec IN LISTS files)
            get_filename_component(types "${spec}" DIRECTORY)
            string(APPEND types "/types.md")
            if(EXISTS "${types}")
                list(APPEND inputs "${types}")
            endif()
        endforeach()
    endif()
    set(more "")
    if(arg_PAGES)
        bindery_absolute(pages ${arg_PAGES})
        list(APPEND more --pages ${pages})
        bindery_files_in(files ${pages})
        list(APPEND inputs ${files})
    endif()
    if(arg_OPERATIONS)
        list(JOIN arg_OPERATIONS "," operations)
        list(APPEND more --operations "${operations}")
    endif()
    if(DEFINED arg_MINED) # "off" is a value
        list(APPEND more --mined "${arg_MINED}")
    endif()
    foreach(each IN LISTS arg_METADATA)
        bindery_absolute(metadata "${each}")
        list(APPEND commands COMMAND ${generator} import "${metadata}" --out "${api}" ${relaxed} ${more})
        bindery_files_in(files "${metadata}")
        list(APPEND inputs ${files})
    endforeach()

    # The pages decide which headers there are, so a stamp stands for all of them.
    add_custom_command(
        OUTPUT "${stamp}"
        ${commands}
        COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
        DEPENDS ${generator} ${inputs}
        COMMENT "Binding the reference pages of ${arg_TARGET}"
        VERBATIM
    )
    string(REPLACE "." "_" name "${name}")
    add_custom_target(${name} DEPENDS "${stamp}")
    add_dependencies(${arg_TARGET} ${name})

    # Ahead of others: bindery comes with headers of its own for some operations.
    get_target_property(type ${arg_TARGET} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY")
        target_include_directories(${arg_TARGET} BEFORE INTERFACE "${out}/include")
    else()
        target_include_directories(${arg_TARGET} BEFORE PUBLIC "${out}/include")
        # At the end of the folder, when the target has all of its sources.
        cmake_language(EVAL CODE "cmake_language(DEFER CALL bindery_compile_after [[${arg_TARGET}]] [[${stamp}]])")
    endif()
endfunction()

# Paths as the caller means them.
function(bindery_absolute into)
    set(all "")
    foreach(each IN LISTS ARGN)
        get_filename_component(each "${each}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
        list(APPEND all "${each}")
    endforeach()
    set(${into} "${all}" PARENT_SCOPE)
endfunction()

# The files that paths stand for: those below a folder, for a build cannot depend on the folder itself.
function(bindery_files_in into)
    set(all "")
    foreach(each IN LISTS ARGN)
        if(IS_DIRECTORY "${each}")
            file(GLOB_RECURSE below CONFIGURE_DEPENDS "${each}/*.json" "${each}/*.md")
            list(APPEND all ${below})
        else()
            list(APPEND all "${each}")
        endif()
    endforeach()
    set(${into} "${all}" PARENT_SCOPE)
endfunction()

# Compiles the target's sources again when the stamp is renewed. Ninja looks at a header that no rule names before the
# build and not after the generator has run, so without this a changed page would take two builds.
function(bindery_compile_after target stamp)
    get_target_property(sources ${target} SOURCES)
    set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS "${stamp}")
endfunction()

# The generator that runs on this machine: BINDERY_GENERATOR, else the one that bindery builds or was installed with.
function(bindery_find_generator into)
    if(NOT BINDERY_GENERATOR AND NOT "$ENV{BINDERY_GENERATOR}" STREQUAL "")
        set(BINDERY_GENERATOR "$ENV{BINDERY_GENERATOR}")
    endif()
    if(BINDERY_GENERATOR)
        if(NOT EXISTS "${BINDERY_GENERATOR}" OR IS_DIRECTORY "${BINDERY_GENERATOR}")
            message(FATAL_ERROR "bindery_generate: BINDERY_GENERATOR is ${BINDERY_GENERATOR}, and there is no such program")
        endif()
        set(${into} "${BINDERY_GENERATOR}" PARENT_SCOPE)
        return()
    endif()
    if(NOT TARGET bindery::bindery-gen)
        message(
            FATAL_ERROR
                "bindery_generate: this bindery has no generator. Build it with BINDERY_BUILD_CODEGEN=ON, or set BINDERY_GENERATOR "
                "to a bindery-gen that runs on this machine."
        )
    endif()
    if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
        # An imported one may be of this machine all the same.
        set(runs 1)
        get_target_property(imported bindery::bindery-gen IMPORTED)
        if(imported)
            get_target_property(program bindery::bindery-gen LOCATION)
            execute_process(COMMAND "${program}" --help RESULT_VARIABLE runs OUTPUT_QUIET ERROR_QUIET)
        endif()
        if(NOT runs EQUAL 0)
            message(
                FATAL_ERROR
                    "bindery_generate: this build is for another machine, where its bindery-gen would have to run. Build or install "
                    "bindery for this machine first and set BINDERY_GENERATOR to the bindery-gen of that build."
            )
        endif()
    endif()
    set(${into} bindery::bindery-gen PARENT_SCOPE)
endfunction()

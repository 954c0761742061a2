// Generated from schema/*.json by `npm run generate`. Do not edit.

export const cancelSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Cancel",
  "description": "A request: end a run.",
  "type": "object",
  "properties": {
    "apiVersion": {
      "$ref": "shared.json#/$defs/ApiVersion",
      "description": "The version of this format."
    },
    "kind": {
      "const": "Cancel",
      "description": "What this document describes."
    },
    "metadata": {
      "$ref": "shared.json#/$defs/Metadata",
      "description": "What it is called and what it is for."
    },
    "spec": {
      "$ref": "#/$defs/CancelSpec",
      "description": "What to end, and why."
    }
  },
  "required": [
    "apiVersion",
    "kind",
    "metadata",
    "spec"
  ],
  "patternProperties": {
    "^x-": true
  },
  "additionalProperties": false,
  "$defs": {
    "CancelSpec": {
      "title": "CancelSpec",
      "description": "What to end, and why.",
      "type": "object",
      "properties": {
        "run": {
          "title": "RunName",
          "type": "string",
          "pattern": "^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?-[1-9][0-9]{0,14}$",
          "examples": [
            "release-42"
          ],
          "description": "The run, as pipeline and number."
        },
        "reason": {
          "type": "string",
          "description": "Why, for people."
        }
      },
      "required": [
        "run"
      ],
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    }
  }
} as const;

export const componentSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Component",
  "description": "Something that can be run: a program with typed inputs and outputs.",
  "type": "object",
  "properties": {
    "apiVersion": {
      "$ref": "shared.json#/$defs/ApiVersion",
      "description": "The version of this format."
    },
    "kind": {
      "const": "Component",
      "description": "What this document describes."
    },
    "metadata": {
      "$ref": "shared.json#/$defs/Metadata",
      "description": "What it is called and what it is for."
    },
    "spec": {
      "$ref": "#/$defs/ComponentSpec",
      "description": "What is run, and what goes in and comes out."
    }
  },
  "required": [
    "apiVersion",
    "kind",
    "metadata",
    "spec"
  ],
  "patternProperties": {
    "^x-": true
  },
  "additionalProperties": false,
  "$defs": {
    "ComponentSpec": {
      "title": "ComponentSpec",
      "description": "What is run, and what goes in and comes out.",
      "type": "object",
      "properties": {
        "image": {
          "type": "string",
          "minLength": 1,
          "description": "The container image that holds the program; the container runtimes need it, the process runtime only records it. May hold ${{ inputs.… }}."
        },
        "command": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "string"
          },
          "description": "The program and its arguments, each may hold ${{ inputs.… }}. Without command and script the image's own program runs."
        },
        "script": {
          "type": "string",
          "minLength": 1,
          "description": "Instead of command: a script, run by sh -eu or by its own #! line. Values arrive as data (INPUT_<NAME>, EVENT_DATA), never as text of the script, so ${{ }} is refused here."
        },
        "inputs": {
          "$ref": "shared.json#/$defs/Inputs",
          "description": "Event data in: name and what its value must look like."
        },
        "outputs": {
          "type": "object",
          "propertyNames": {
            "$ref": "shared.json#/$defs/ValueName"
          },
          "additionalProperties": {
            "$ref": "shared.json#/$defs/OutputSchema"
          },
          "description": "Event data out: name and what its value must look like; checked when the result arrives."
        },
        "env": {
          "$ref": "shared.json#/$defs/Environment",
          "description": "Environment variables of the program. Texts may hold ${{ inputs.… }}."
        },
        "workingDirectory": {
          "type": "string",
          "minLength": 1,
          "description": "Where the program starts, relative to the files of the repository (with source) or to an empty directory. May hold ${{ inputs.… }}."
        },
        "timeout": {
          "$ref": "shared.json#/$defs/Duration",
          "description": "How long one attempt may take; 0 = no limit.",
          "default": "1h"
        },
        "grace": {
          "$ref": "shared.json#/$defs/Duration",
          "description": "How long after its result the program may go on before it is stopped.",
          "default": "60s"
        },
        "stopGrace": {
          "$ref": "shared.json#/$defs/Duration",
          "description": "How long the program has from TERM to KILL.",
          "default": "10s"
        },
        "result": {
          "type": "string",
          "enum": [
            "optional",
            "required"
          ],
          "default": "optional",
          "description": "required: an attempt that sent no TASK_RESULT failed."
        },
        "source": {
          "type": "boolean",
          "default": false,
          "description": "The files of the repository at the run's commit are the working directory."
        },
        "retry": {
          "$ref": "shared.json#/$defs/Retry",
          "description": "Whether a failed attempt is followed by another."
        }
      },
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    }
  }
} as const;

export const pipelineSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Pipeline",
  "description": "How components are combined, and when they run.",
  "type": "object",
  "properties": {
    "apiVersion": {
      "$ref": "shared.json#/$defs/ApiVersion",
      "description": "The version of this format."
    },
    "kind": {
      "const": "Pipeline",
      "description": "What this document describes."
    },
    "metadata": {
      "$ref": "shared.json#/$defs/Metadata",
      "description": "What it is called and what it is for."
    },
    "spec": {
      "$ref": "#/$defs/PipelineSpec",
      "description": "What runs, in which order, and when."
    }
  },
  "required": [
    "apiVersion",
    "kind",
    "metadata",
    "spec"
  ],
  "patternProperties": {
    "^x-": true
  },
  "additionalProperties": false,
  "$defs": {
    "PipelineSpec": {
      "title": "PipelineSpec",
      "description": "What runs, in which order, and when.",
      "type": "object",
      "properties": {
        "suspend": {
          "type": "boolean",
          "default": false,
          "description": "true: no new runs."
        },
        "on": {
          "$ref": "#/$defs/Triggers",
          "description": "What starts it. Absent: any change of what it would do."
        },
        "inputs": {
          "$ref": "shared.json#/$defs/Inputs",
          "description": "What a run is given: name and what its value must look like."
        },
        "outputs": {
          "type": "object",
          "propertyNames": {
            "$ref": "shared.json#/$defs/ValueName"
          },
          "additionalProperties": {},
          "description": "What a run gives: name and value, mostly ${{ actions.<name>.outputs.<name> }}."
        },
        "env": {
          "$ref": "shared.json#/$defs/Environment",
          "description": "Environment variables of all its actions."
        },
        "timeout": {
          "$ref": "shared.json#/$defs/Duration",
          "description": "How long the stages may take together; 0 or absent = no limit."
        },
        "concurrency": {
          "$ref": "#/$defs/Concurrency",
          "description": "How many runs may go on at once."
        },
        "stages": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/StageSpec"
          },
          "description": "Its stages, one after the other."
        },
        "finally": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/ActionSpec"
          },
          "description": "Actions that run once after all else, also after failure and cancel."
        }
      },
      "required": [
        "stages"
      ],
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "Triggers": {
      "title": "Triggers",
      "description": "What starts a pipeline: just what is named here.",
      "type": "object",
      "properties": {
        "change": {
          "type": "boolean",
          "description": "true: what the pipeline would do has changed."
        },
        "push": {
          "$ref": "#/$defs/PushTrigger",
          "description": "Files of the watched branch have changed."
        }
      },
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "PushTrigger": {
      "title": "PushTrigger",
      "description": "Which files count.",
      "type": "object",
      "properties": {
        "paths": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "string",
            "minLength": 1
          },
          "description": "Patterns of paths: ** any folders, * any part of a name, ! in front takes out again."
        }
      },
      "required": [
        "paths"
      ],
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "Concurrency": {
      "title": "Concurrency",
      "description": "How many runs may go on at once; the others wait.",
      "type": "object",
      "properties": {
        "group": {
          "$ref": "shared.json#/$defs/Label",
          "description": "Pipelines with the same group share the limit; the pipeline's own name where absent."
        },
        "limit": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 1,
          "description": "How many runs of the group may go on at once."
        },
        "policy": {
          "type": "string",
          "enum": [
            "queue"
          ],
          "default": "queue",
          "description": "What becomes of a run beyond the limit: it waits."
        }
      },
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "StageSpec": {
      "title": "StageSpec",
      "description": "A step of a pipeline.",
      "type": "object",
      "properties": {
        "name": {
          "$ref": "shared.json#/$defs/Label",
          "description": "Its name, unique in the pipeline."
        },
        "mode": {
          "type": "string",
          "enum": [
            "parallel",
            "sequence"
          ],
          "default": "parallel",
          "description": "Whether its actions run at the same time or one after the other."
        },
        "failFast": {
          "type": "boolean",
          "default": true,
          "description": "A failed action cancels those that still run."
        },
        "when": {
          "type": "string",
          "minLength": 1,
          "description": "An expression (CEL, without ${{ }}): false skips the stage."
        },
        "timeout": {
          "$ref": "shared.json#/$defs/Duration",
          "description": "How long it may take from its first started action; 0 or absent = no limit."
        },
        "env": {
          "$ref": "shared.json#/$defs/Environment",
          "description": "Environment variables of its actions; they win over the pipeline's."
        },
        "actions": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/ActionSpec"
          },
          "description": "What it does."
        }
      },
      "required": [
        "name",
        "actions"
      ],
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "ActionSpec": {
      "title": "ActionSpec",
      "description": "A component at work in a pipeline.",
      "type": "object",
      "properties": {
        "name": {
          "$ref": "shared.json#/$defs/Label",
          "description": "Its name, unique in the pipeline."
        },
        "component": {
          "$ref": "shared.json#/$defs/Label",
          "description": "The name of the component to run."
        },
        "spec": {
          "$ref": "component.json#/$defs/ComponentSpec",
          "description": "Instead of component: a component written in place."
        },
        "with": {
          "$ref": "shared.json#/$defs/Values",
          "description": "Values of the component's inputs; texts may hold ${{ }}."
        },
        "needs": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/NeedSpec"
          },
          "description": "Actions of the same or an earlier stage to wait for, instead of all earlier stages."
        },
        "when": {
          "type": "string",
          "minLength": 1,
          "description": "An expression (CEL, without ${{ }}): false skips the action."
        },
        "env": {
          "$ref": "shared.json#/$defs/Environment",
          "description": "Environment variables; they win over the stage's."
        },
        "timeout": {
          "$ref": "shared.json#/$defs/Duration",
          "description": "How long all attempts may take together, with the pauses between them; 0 or absent = no limit."
        },
        "attemptTimeout": {
          "$ref": "shared.json#/$defs/Duration",
          "description": "How long one attempt may take, instead of the component's timeout; 0 = no limit."
        },
        "retry": {
          "$ref": "shared.json#/$defs/Retry",
          "description": "Instead of the component's retry."
        },
        "continueOnFailure": {
          "type": "boolean",
          "default": false,
          "description": "Its failure fails neither the stage nor the run."
        }
      },
      "required": [
        "name"
      ],
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "NeedSpec": {
      "title": "NeedSpec",
      "description": "The name of an action; or an object, for an optional need.",
      "type": [
        "string",
        "object"
      ],
      "pattern": "^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$",
      "properties": {
        "action": {
          "$ref": "shared.json#/$defs/Label",
          "description": "The name of the action."
        },
        "optional": {
          "type": "boolean",
          "default": false,
          "description": "true: it is waited for, but its failure or skip does not skip this action."
        }
      },
      "required": [
        "action"
      ],
      "additionalProperties": false,
      "examples": [
        "unit"
      ]
    }
  }
} as const;

export const runSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Run",
  "description": "A request: start a run of a pipeline.",
  "type": "object",
  "properties": {
    "apiVersion": {
      "$ref": "shared.json#/$defs/ApiVersion",
      "description": "The version of this format."
    },
    "kind": {
      "const": "Run",
      "description": "What this document describes."
    },
    "metadata": {
      "$ref": "shared.json#/$defs/Metadata",
      "description": "What it is called and what it is for."
    },
    "spec": {
      "$ref": "#/$defs/RunSpec",
      "description": "What to run."
    }
  },
  "required": [
    "apiVersion",
    "kind",
    "metadata",
    "spec"
  ],
  "patternProperties": {
    "^x-": true
  },
  "additionalProperties": false,
  "$defs": {
    "RunSpec": {
      "title": "RunSpec",
      "description": "What to run.",
      "type": "object",
      "properties": {
        "pipeline": {
          "$ref": "shared.json#/$defs/Label",
          "description": "The name of the pipeline."
        },
        "with": {
          "$ref": "shared.json#/$defs/Values",
          "description": "Values of the pipeline's inputs, taken as they are."
        },
        "commit": {
          "title": "Commit",
          "type": "string",
          "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$",
          "examples": [
            "5b1c0a4f3e6d7c8b9a0f1e2d3c4b5a6978876655"
          ],
          "description": "A commit reachable from the watched branch, by its whole id; everything, definitions too, is taken from it. The newest where absent."
        }
      },
      "required": [
        "pipeline"
      ],
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    }
  }
} as const;

export const sharedSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Shared",
  "description": "What the kinds have in common.",
  "type": "object",
  "$defs": {
    "Label": {
      "title": "Label",
      "description": "A name: lower case letters, digits and dashes, at most 40, beginning and ending with a letter or digit.",
      "type": "string",
      "pattern": "^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$",
      "examples": [
        "go-test"
      ]
    },
    "Duration": {
      "title": "Duration",
      "description": "A length of time: numbers with ms, s, m, h or d; or 0.",
      "type": [
        "string",
        "integer"
      ],
      "pattern": "^(0|(\\d{1,9}(ms|s|m|h|d))+)$",
      "minimum": 0,
      "maximum": 0,
      "examples": [
        "10m",
        "1h30m",
        "0"
      ]
    },
    "Metadata": {
      "title": "Metadata",
      "description": "What it is called and what it is for.",
      "type": "object",
      "properties": {
        "name": {
          "$ref": "#/$defs/Label",
          "description": "Its name, unique for its kind in the repository."
        },
        "description": {
          "type": "string",
          "description": "What it is for, in a sentence."
        },
        "labels": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          },
          "description": "Free words for people and tools; they change nothing."
        }
      },
      "required": [
        "name"
      ],
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "Inputs": {
      "title": "Inputs",
      "description": "Event data in: name and what its value must look like.",
      "type": "object",
      "propertyNames": {
        "$ref": "#/$defs/ValueName"
      },
      "additionalProperties": {
        "$ref": "#/$defs/InputSchema"
      }
    },
    "InputSchema": {
      "title": "InputSchema",
      "description": "What an input must look like. Without a default it is required unless it is optional.",
      "type": "object",
      "allOf": [
        {
          "$ref": "value-schema.json#/$defs/ValueKeywords"
        },
        {
          "$ref": "#/$defs/Presence"
        }
      ],
      "unevaluatedProperties": false
    },
    "OutputSchema": {
      "title": "OutputSchema",
      "description": "What an output must look like; checked when the result arrives.",
      "type": "object",
      "allOf": [
        {
          "$ref": "value-schema.json#/$defs/ValueKeywords"
        },
        {
          "$ref": "#/$defs/Presence"
        }
      ],
      "unevaluatedProperties": false
    },
    "ValueName": {
      "title": "ValueName",
      "description": "A name of an input or output: lower case letters, digits and _, beginning with a letter; not in, true, false or null.",
      "type": "string",
      "pattern": "^(?!(in|true|false|null)$)[a-z][a-z0-9_]*$",
      "examples": [
        "image_tag"
      ]
    },
    "VariableName": {
      "title": "VariableName",
      "description": "A name of an environment variable: letters, digits and _, not beginning with a digit.",
      "type": "string",
      "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
      "examples": [
        "GOFLAGS"
      ]
    },
    "Environment": {
      "title": "Environment",
      "description": "Environment variables: name and value.",
      "type": "object",
      "propertyNames": {
        "$ref": "#/$defs/VariableName"
      },
      "additionalProperties": {
        "$ref": "#/$defs/EnvironmentValue"
      }
    },
    "EnvironmentValue": {
      "title": "EnvironmentValue",
      "description": "A text (with ${{ }}), a number, a boolean, or a reference to a secret.",
      "type": [
        "string",
        "number",
        "boolean",
        "object"
      ],
      "properties": {
        "secret": {
          "$ref": "#/$defs/SecretReference"
        }
      },
      "required": [
        "secret"
      ],
      "additionalProperties": false
    },
    "SecretReference": {
      "title": "SecretReference",
      "description": "Which secret, and which of its keys.",
      "type": "object",
      "properties": {
        "name": {
          "$ref": "#/$defs/SecretWord",
          "description": "The name of the secret."
        },
        "key": {
          "$ref": "#/$defs/SecretWord",
          "description": "The key in the secret."
        }
      },
      "required": [
        "name",
        "key"
      ],
      "additionalProperties": false
    },
    "SecretWord": {
      "title": "SecretWord",
      "description": "A name of a secret or of a key in it: letters, digits, ., - and _, not beginning with a dot or dash.",
      "type": "string",
      "pattern": "^[A-Za-z0-9_][-._A-Za-z0-9]{0,252}$",
      "examples": [
        "forge"
      ]
    },
    "Values": {
      "title": "Values",
      "description": "Values by the name of the input they are for. Texts may hold ${{ }} where it says so.",
      "type": "object",
      "propertyNames": {
        "$ref": "#/$defs/ValueName"
      },
      "additionalProperties": {}
    },
    "Retry": {
      "title": "Retry",
      "description": "Whether a failed attempt is followed by another.",
      "type": "object",
      "properties": {
        "limit": {
          "type": "integer",
          "minimum": 0,
          "maximum": 100,
          "default": 2,
          "description": "How many attempts may follow the first."
        },
        "backoff": {
          "$ref": "#/$defs/Duration",
          "description": "The pause before the second attempt; it doubles each time, at most 5 minutes.",
          "default": "10s"
        },
        "on": {
          "type": "array",
          "uniqueItems": true,
          "items": {
            "title": "RetryCause",
            "type": "string",
            "enum": [
              "disrupted",
              "failed",
              "timeout",
              "lost"
            ]
          },
          "default": [
            "disrupted"
          ],
          "description": "After which ends another attempt follows."
        }
      },
      "patternProperties": {
        "^x-": true
      },
      "additionalProperties": false
    },
    "ApiVersion": {
      "title": "ApiVersion",
      "description": "The version of this format.",
      "const": "pilotage/v1"
    },
    "Presence": {
      "title": "Presence",
      "description": "Whether a value must be there.",
      "type": "object",
      "properties": {
        "optional": {
          "type": "boolean",
          "default": false,
          "description": "It may be left out: of the values given, or of a result that succeeded."
        }
      }
    }
  }
} as const;

export const valueSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "ValueSchema",
  "description": "What a value must look like: a closed subset of JSON Schema, without $ref and without alternatives.",
  "type": "object",
  "allOf": [
    {
      "$ref": "#/$defs/ValueKeywords"
    }
  ],
  "unevaluatedProperties": false,
  "$defs": {
    "ValueKeywords": {
      "title": "ValueKeywords",
      "description": "The words of the subset.",
      "type": "object",
      "properties": {
        "description": {
          "type": "string",
          "description": "What the value is for."
        },
        "type": {
          "type": "string",
          "enum": [
            "string",
            "integer",
            "number",
            "boolean",
            "array",
            "object"
          ],
          "description": "The type of the value; any where it is absent."
        },
        "default": {
          "description": "The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs."
        },
        "enum": {
          "type": "array",
          "minItems": 1,
          "items": {},
          "description": "The value is one of these."
        },
        "const": {
          "description": "The value is this one."
        },
        "minimum": {
          "type": "number",
          "description": "The number is this or more."
        },
        "maximum": {
          "type": "number",
          "description": "The number is this or less."
        },
        "exclusiveMinimum": {
          "type": "number",
          "description": "The number is more than this."
        },
        "exclusiveMaximum": {
          "type": "number",
          "description": "The number is less than this."
        },
        "minLength": {
          "type": "integer",
          "minimum": 0,
          "description": "The text has at least this many characters."
        },
        "maxLength": {
          "type": "integer",
          "minimum": 0,
          "description": "The text has at most this many characters."
        },
        "pattern": {
          "type": "string",
          "description": "A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text."
        },
        "format": {
          "type": "string",
          "enum": [
            "date",
            "time",
            "date-time",
            "duration",
            "uri",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "uuid"
          ],
          "description": "A well-known form of text."
        },
        "items": {
          "$ref": "#",
          "description": "What each item of the list must look like."
        },
        "minItems": {
          "type": "integer",
          "minimum": 0,
          "description": "The list has at least this many items."
        },
        "maxItems": {
          "type": "integer",
          "minimum": 0,
          "description": "The list has at most this many items."
        },
        "properties": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#"
          },
          "description": "What the value of each known key must look like."
        },
        "required": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Keys that must be there."
        },
        "additionalProperties": {
          "anyOf": [
            {
              "type": "boolean"
            },
            {
              "$ref": "#"
            }
          ],
          "description": "Whether other keys may be there (true by default), or what their values must look like."
        }
      }
    }
  }
} as const;
